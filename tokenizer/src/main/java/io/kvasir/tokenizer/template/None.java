package io.kvasir.tokenizer.template;

/** Python's None, so that Java's null can mean "no value at all". */
enum None {
  NONE
}
