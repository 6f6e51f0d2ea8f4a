// Makes workbooks: what follows the script that wasm-bindgen wrote for crates/workbook. The build puts
// the name and the checksum of the program in.
onmessage = async ({ data }) => {
  try {
    await wasm_bindgen({ module_or_path: fetch('workbook.wasm', { integrity: 'CHECKSUM' }) });
    postMessage(wasm_bindgen.workbook(data));
  } catch (error) {
    postMessage(String(error));
  }
};
