package io.kvasir.cli;

import io.kvasir.tools.FileInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      "  kvasir weights inspect folder/ --json | jq .configuration"
    })
final class InspectCommand implements Callable<Integer> {

  @Parameters(
      arity = "1",
      paramLabel = "FILE",
      description =
          "A GGUF file, a folder with config.json and *.safetensors, or a safetensors file beside"
              + " its config.")
  private Path file = Path.of("");

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
    try (FileInspection inspection = FileInspection.open(file)) {
      if (json) {
        new InspectJson(Json.lines(streams.out())).write(inspection);
      } else {
        new InspectText(streams.out()).write(inspection);
      }
    }
    return Failures.DONE;
  }
}
