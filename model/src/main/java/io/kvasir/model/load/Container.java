package io.kvasir.model.load;

import io.kvasir.model.weights.Metadata;

/** The two ways in which files state what a model is. */
enum Container {
  /** A GGUF file: keys begin with the architecture. */
  GGUF("gguf", "architectures", "general.architecture"),
  /** A Hugging Face folder: keys of config.json. */
  HUGGING_FACE("hugging_face", "model_types", "model_type");

  private final String section;
  private final String identities;
  private final String key;

  Container(String section, String identities, String key) {
    this.section = section;
    this.identities = identities;
    this.key = key;
  }

  static Container of(Metadata metadata) {
    return metadata.keys().contains(GGUF.key) ? GGUF : HUGGING_FACE;
  }

  /** The member of a family's JSON that holds what this container writes. */
  String section() {
    return section;
  }

  /** The member of the section that lists the names of the family. */
  String identities() {
    return identities;
  }

  /** The file's key that names the family. */
  String key() {
    return key;
  }
}
