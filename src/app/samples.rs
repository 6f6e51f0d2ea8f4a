//! The reports that come with the page: one for each genre of the guideline (§7).

use super::Language;

/// A bundled report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    /// Its file under `samples/`.
    pub file: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Sample {
    /// Its genre in words, which is also the name that its document gets.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        language.pick(self.zh, self.en)
    }
}

/// All of them; the first is the one that newcomers are shown.
pub const SAMPLES: [Sample; 5] = [
    Sample {
        file: "work_report.txt",
        zh: "示例：政府工作报告",
        en: "Sample: work report",
    },
    Sample {
        file: "task_decomposition.txt",
        zh: "示例：任务分解通知",
        en: "Sample: task decomposition",
    },
    Sample {
        file: "supervision_bulletin.txt",
        zh: "示例：督查通报",
        en: "Sample: supervision bulletin",
    },
    Sample {
        file: "plan_report.txt",
        zh: "示例：计划报告",
        en: "Sample: plan report",
    },
    Sample {
        file: "proposal_handling.txt",
        zh: "示例：提案办理",
        en: "Sample: replies to proposals",
    },
];
