package io.kvasir.model.load;

import java.util.List;

/**
 * A family that can be loaded.
 *
 * @param name name of its JSON
 * @param title what people call it
 * @param modelTypes values of {@code model_type} in a {@code config.json} that ask for it
 * @param architectures values of {@code general.architecture} in a GGUF file that ask for it
 * @param ggufAs the family whose GGUF files this one uses, or an empty text
 */
public record FamilyInfo(
    String name, String title, List<String> modelTypes, List<String> architectures, String ggufAs) {
  /** Copies the lists. */
  public FamilyInfo {
    modelTypes = List.copyOf(modelTypes);
    architectures = List.copyOf(architectures);
  }

  static FamilyInfo of(Family family) {
    return new FamilyInfo(
        family.name(),
        family.title(),
        family.identities(Container.HUGGING_FACE),
        family.identities(Container.GGUF),
        family.ggufAs());
  }
}
