package io.kvasir.cli;

import io.kvasir.model.observe.Ablation;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which parts of the model are switched off. */
final class AblationOptions {

  @Option(
      names = "--ablate",
      paramLabel = "L.H",
      split = ",",
      converter = HeadConverter.class,
      description =
          "Switch heads of attention off, as in 2.0,2.5: what head 0 and head 5 of layer 2 blended"
              + " becomes zero. Layers and heads count from 0.")
  private List<Ablation.Head> heads = new ArrayList<>();

  @Option(
      names = "--ablate-ffn",
      paramLabel = "L",
      split = ",",
      converter = LayerConverter.class,
      description = "Switch the feed-forwards of these layers off; layers count from 0.")
  private List<Integer> feedForwards = new ArrayList<>();

  Ablation toAblation() {
    return heads.isEmpty() && feedForwards.isEmpty()
        ? Ablation.NONE
        : new Ablation(heads, feedForwards);
  }

  private static int number(String text, String whole, String wanted) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a negative number.
    }
    throw new TypeConversionException("'" + whole + "', wanted " + wanted);
  }

  /** For picocli: {@code 2.5}. */
  static final class HeadConverter implements ITypeConverter<Ablation.Head> {
    private static final String WANTED = "layer.head, as in 2.5";

    @Override
    public Ablation.Head convert(String value) {
      String[] parts = value.strip().split("\\.", -1);
      if (parts.length != 2) {
        throw new TypeConversionException("'" + value + "', wanted " + WANTED);
      }
      return new Ablation.Head(number(parts[0], value, WANTED), number(parts[1], value, WANTED));
    }
  }

  /** For picocli: {@code 2}. */
  static final class LayerConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      return number(value.strip(), value, "the number of a layer, as in 2");
    }
  }
}
