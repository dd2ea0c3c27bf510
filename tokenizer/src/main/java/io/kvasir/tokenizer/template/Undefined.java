package io.kvasir.tokenizer.template;

/**
 * The value of a name, key or attribute that does not exist: it prints nothing, is false and empty,
 * and everything else that is done with it fails.
 *
 * @param message why it does not exist
 */
record Undefined(String message) {
  static Undefined variable(String name) {
    return new Undefined("'" + name + "' is undefined");
  }

  static Undefined member(Object owner, String name) {
    String type = owner instanceof None ? "None" : Python.type(owner) + " object";
    return new Undefined("'" + type + "' has no attribute or key '" + name + "'");
  }

  Fault fault() {
    return new Fault(message);
  }
}
