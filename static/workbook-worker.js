// Makes workbooks: what follows the script that wasm-bindgen wrote for crates/workbook. The build puts
// the name of the program in.
onmessage = async ({ data }) => {
  try {
    await wasm_bindgen({ module_or_path: 'workbook.wasm' });
    postMessage(wasm_bindgen.workbook(data));
  } catch (error) {
    postMessage(String(error));
  }
};
