/** A native project of one report with so many spans that only part of a list of them is drawn. */
export function manySpans(count: number): { name: string; bytes: string; text: string } {
  const labels = ['target', 'measure', 'party', 'result'];
  let text = '';
  const spans = [];
  for (let nth = 0; nth < count; nth += 1) {
    if (nth % 100 === 0) text += `${text ? '\n' : ''}（${'一二三四五六七八九十'[(nth / 100) % 10]}）第${nth / 100}批任务\n`;
    const start = text.length;
    text += `第${nth}项增长5%`;
    spans.push({
      id: `s${nth}`,
      label: labels[nth % 4],
      start,
      end: text.length,
      status: nth % 50 === 0 ? 'suggested' : 'accepted',
      created_at: new Date(Date.UTC(2026, 2, 1) + ((nth * 7919) % count) * 1000).toISOString(),
    });
    text += '。';
  }
  const document = { id: 'many', name: 'many.txt', text, spans };
  const bytes = JSON.stringify({ format: 'reportmark', version: 1, documents: [document] });
  return { name: 'many.json', bytes, text };
}
