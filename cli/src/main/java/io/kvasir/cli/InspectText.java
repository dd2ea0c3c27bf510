package io.kvasir.cli;

import io.kvasir.model.config.LayerConfig;
import io.kvasir.model.config.ModelConfig;
import io.kvasir.model.load.Inspection;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorSource;
import io.kvasir.model.weights.ValueList;
import io.kvasir.tools.FileInspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An inspection for people: long values are cut, equal layers are told once. */
final class InspectText {

  private static final int LONGEST_VALUE = 100;
  private static final int SHOWN_ELEMENTS = 6;

  private final Output out;

  InspectText(Output out) {
    this.out = out;
  }

  void write(FileInspection inspection) {
    TensorSource source = inspection.source();
    line(
        "%s: %s, %,d bytes", Failures.oneLine(source.path() + ""), source.format(), source.bytes());
    metadata(source.metadata());
    preTokenizer(source.metadata());
    tensors(source);
    switch (inspection.meaning()) {
      case FileInspection.Model model -> model(model.inspection());
      case FileInspection.Refused refused -> line("%nconfiguration: none: %s", refused.reason());
    }
  }

  private void model(Inspection model) {
    line("%nconfiguration: family %s (%s)", model.family(), model.title());
    configuration(model.config());
    if (model.copiedBytes() > 0) {
      line("  %,d bytes of weights are kept in another order beside the file", model.copiedBytes());
    }
    list("keys that nothing reads", model.unreadKeys());
    list("tensors that nothing uses", model.unusedTensors());
  }

  private void metadata(Metadata metadata) {
    line("%nmetadata (%,d keys)", metadata.keys().size());
    for (String key : metadata.keys()) {
      line(
          "  %s = %s",
          Failures.oneLine(key), metadata.peek(key).map(InspectText::value).orElse(""));
    }
  }

  /** How texts are cut before merging, and how well that is known. */
  private void preTokenizer(Metadata metadata) {
    if (metadata.peek(PreTokenizers.KEY).orElse(null) instanceof String name) {
      line("%npre-tokenizer %s: %s", Failures.oneLine(name), PreTokenizers.status(name));
    }
  }

  private static String value(Object value) {
    if (value instanceof ValueList list) {
      List<String> first = new ArrayList<>();
      for (Object element : list) {
        if (first.size() == SHOWN_ELEMENTS) {
          first.add("...");
          break;
        }
        first.add(value(element));
      }
      return String.format(Locale.ROOT, "%s (%,d)", first, list.size());
    }
    String text = value.toString();
    boolean cut = text.length() > LONGEST_VALUE;
    String shown = Failures.visible(cut ? text.substring(0, LONGEST_VALUE) + "..." : text);
    return value instanceof String ? '"' + shown + '"' : shown;
  }

  private void tensors(TensorSource source) {
    line("%ntensors (%,d): name, type, shape, offset", source.tensors().size());
    for (Tensor tensor : source.tensors()) {
      line(
          "  %s  %s  %s  %s",
          Failures.oneLine(tensor.name()),
          tensor.type(),
          tensor.shape(),
          source.locate(tensor).map(place -> place(source, place)).orElse("-"));
    }
  }

  /** The offset, with the file's name where the model is more than one file. */
  private static String place(TensorSource source, TensorSource.Location place) {
    return place.file().equals(source.path())
        ? String.valueOf(place.offset())
        : place.offset() + " in " + Failures.oneLine(String.valueOf(place.file().getFileName()));
  }

  private void configuration(ModelConfig config) {
    line(
        "  vocabulary %d, width %d, context %d",
        config.vocabulary(), config.width(), config.context());
    line("  embedding %s", config.embedding());
    List<LayerConfig> layers = config.layers();
    for (int from = 0; from < layers.size(); ) {
      int to = from + 1;
      while (to < layers.size() && layers.get(to).equals(layers.get(from))) {
        to++;
      }
      LayerConfig layer = layers.get(from);
      line(to == from + 1 ? "  layer %d" : "  layers %d to %d", from, to - 1);
      line("    mixer %s", layer.mixer());
      line("    feed-forward %s", layer.feedForward());
      line("    residual %s", layer.residual());
      from = to;
    }
    line("  norm %s", config.norm());
    line("  output %s", config.output());
  }

  private void list(String title, List<String> names) {
    line("%n%s (%,d)", title, names.size());
    names.forEach(name -> line("  %s", Failures.oneLine(name)));
  }

  private void line(String format, @Nullable Object... values) {
    out.print(String.format(Locale.ROOT, format + "%n", values));
  }
}
