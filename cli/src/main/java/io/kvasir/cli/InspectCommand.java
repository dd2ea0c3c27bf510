package io.kvasir.cli;

import io.kvasir.tools.FileInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a weights file holds. */
@Command(
    name = "inspect",
    description =
        "Show container, metadata, tensors, the resolved configuration, and the keys that nothing"
            + " reads.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kvasir weights inspect model.gguf",
      "  kvasir weights inspect folder/ --json | jq .configuration",
      "  kvasir weights inspect folder/ --family-file my-family.json"
    })
final class InspectCommand implements Callable<Integer> {

  @Parameters(
      arity = "1",
      paramLabel = "FILE",
      description =
          "A GGUF file, a folder with config.json and safetensors files, or a safetensors file"
              + " beside its config.json.")
  private Path file = Path.of("");

  @Option(
      names = "--family-file",
      paramLabel = "FILE",
      description = "Take the model's family from this JSON file instead of the built-in ones.")
  private @Nullable Path familyFile;

  @Option(
      names = "--json",
      description = "Print one JSON object; long metadata arrays are complete in it.")
  private boolean json;

  private final Streams streams;

  InspectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    try (FileInspection inspection = FileInspection.open(file, familyFile)) {
      if (json) {
        new InspectJson(Json.lines(streams.out())).write(inspection);
      } else {
        new InspectText(streams.out()).write(inspection);
      }
    }
    return Failures.DONE;
  }
}
