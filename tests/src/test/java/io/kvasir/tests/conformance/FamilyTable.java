package io.kvasir.tests.conformance;

import io.kvasir.model.load.FamilyInfo;
import io.kvasir.model.load.LoadOptions;
import io.kvasir.model.load.ModelLoader;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The README's table of families: made of their JSON resources, and of the golden models that the
 * conformance test holds them against.
 */
final class FamilyTable {
  static final String BEGIN = "<!-- families: written by FamilyTable -->";
  static final String END = "<!-- end of families -->";

  private FamilyTable() {}

  /** Writes the table into the README between its two marks. */
  static void write(Path readme, Path fixtures) throws IOException {
    String text = Files.readString(readme);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String rest = text.substring(text.indexOf(END));
    Files.writeString(readme, text.substring(0, begin) + "\n" + markdown(fixtures) + rest);
  }

  /** The table, with what the committed and the shared golden models check. */
  static String markdown(Path fixtures) {
    Map<String, Set<String>> checked = new HashMap<>(); // "family container" to weight formats
    Stream.of(
            Path.of("golden"),
            fixtures.resolve("models"),
            fixtures.resolve("gguf"),
            fixtures.resolve("gguf-quant"))
        .flatMap(Golden::below)
        .forEach(golden -> note(golden.model(), checked));
    StringBuilder table = new StringBuilder();
    table.append(
        "| family | Hugging Face `model_type` | checked | GGUF architecture | checked |\n");
    table.append("|---|---|---|---|---|\n");
    for (FamilyInfo family : ModelLoader.families()) {
      String gguf =
          family.ggufAs().isEmpty() ? code(family.architectures()) : "as `" + family.ggufAs() + "`";
      List<String> cells =
          List.of(
              family.title(),
              code(family.modelTypes()),
              checks(family.modelTypes(), checked.get(family.name() + " folder")),
              gguf,
              checks(family.architectures(), checked.get(family.name() + " gguf")));
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.toString();
  }

  private static String code(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String checks(List<String> names, @Nullable Set<String> formats) {
    return names.isEmpty() ? "" : formats == null ? "not verified" : String.join(", ", formats);
  }

  private static void note(Path model, Map<String, Set<String>> checked) {
    String family = ModelLoader.inspect(model, LoadOptions.defaults()).family();
    String container = model.toString().endsWith(".gguf") ? " gguf" : " folder";
    Set<String> formats = checked.computeIfAbsent(family + container, key -> new TreeSet<>());
    try (TensorSource source = TensorSource.open(model)) {
      for (Tensor tensor : source.tensors()) {
        if (tensor.shape().rows() > 1 && tensor.type().isWeight()) {
          formats.add(tensor.type().name());
        }
      }
    }
  }
}
