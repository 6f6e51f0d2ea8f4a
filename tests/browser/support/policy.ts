import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

import { figures } from './figures';

/** What a test is annotated with for each violation of the content security policy in its pages. */
export const VIOLATION = 'policy-violation';

/** Adds up what the tests of a run saw of the policy, for the table of what was tried. */
export default class PolicyReporter implements Reporter {
  private specs = 0;
  private violations = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') return;
    // A second try is no second test, but what it breaks counts.
    if (result.retry === 0) this.specs += 1;
    this.violations += result.annotations.filter(({ type }) => type === VIOLATION).length;
  }

  onEnd(): void {
    const { specs, violations } = this;
    figures('policy', { specs, violations });
  }

  printsToStdio(): boolean {
    return false;
  }
}
