// Looks for a regular expression away from the page, so that a slow one does not hold the page up.
//
// Gets one message: the pattern, its flags, and the texts as UTF-8, in order. Answers with
// [number of the text, UTF-16 offsets: start, end, start, end …] for some matches at a time, at
// least once for each text; with null at the end; or with a string, why it is no pattern. The page
// ends it when it takes too long.
'use strict';

const BATCH = 4000;

onmessage = ({ data: [pattern, flags, texts] }) => {
  let regex;
  try {
    regex = new RegExp(pattern, flags);
  } catch (error) {
    postMessage(error.message);
    return;
  }
  // A byte-order mark inside a text is part of it.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  texts.forEach((bytes, nth) => {
    let ends = [];
    const send = () => {
      postMessage([nth, Uint32Array.from(ends)]);
      ends = [];
    };
    for (const match of decoder.decode(bytes).matchAll(regex)) {
      // What matches nothing cannot be tagged.
      if (match[0] === '') continue;
      ends.push(match.index, match.index + match[0].length);
      if (ends.length >= BATCH) send();
    }
    send();
  });
  postMessage(null);
};
