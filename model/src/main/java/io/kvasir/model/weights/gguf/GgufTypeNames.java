package io.kvasir.model.weights.gguf;

import java.util.Map;

/** Names of tensor types that GGUF has or had and that are not read. */
final class GgufTypeNames {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(4, "Q4_2 (removed)"),
          Map.entry(5, "Q4_3 (removed)"),
          Map.entry(9, "Q8_1"),
          Map.entry(16, "IQ2_XXS"),
          Map.entry(17, "IQ2_XS"),
          Map.entry(18, "IQ3_XXS"),
          Map.entry(19, "IQ1_S"),
          Map.entry(21, "IQ3_S"),
          Map.entry(22, "IQ2_S"),
          Map.entry(29, "IQ1_M"),
          Map.entry(31, "Q4_0_4_4 (removed)"),
          Map.entry(32, "Q4_0_4_8 (removed)"),
          Map.entry(33, "Q4_0_8_8 (removed)"),
          Map.entry(36, "IQ4_NL_4_4 (removed)"),
          Map.entry(37, "IQ4_NL_4_8 (removed)"),
          Map.entry(38, "IQ4_NL_8_8 (removed)"),
          Map.entry(40, "NVFP4"),
          Map.entry(41, "Q1_0"));

  private GgufTypeNames() {}

  static String of(int number) {
    String shown = Integer.toUnsignedString(number);
    String name = NAMES.get(number);
    return name == null ? shown + " (unknown)" : shown + " " + name;
  }
}
