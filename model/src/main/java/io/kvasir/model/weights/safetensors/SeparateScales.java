package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.BlockScales;
import io.kvasir.model.weights.Metadata;
import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Shape;
import io.kvasir.model.weights.Tensor;
import io.kvasir.model.weights.TensorType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins elements and scales that a quantised folder keeps as two tensors into one:
 *
 * <ul>
 *   <li>{@code fp8}: {@code X} of type F8_E4M3 and {@code X_scale_inv} with one factor for each
 *       block of {@code quantization_config.weight_block_size} elements;
 *   <li>{@code mxfp4}: {@code X_blocks} (bytes of two E2M1 numbers, 16 to a block) and {@code
 *       X_scales} (E8M0), which become the tensor {@code X_blocks}.
 * </ul>
 */
final class SeparateScales {
  private static final String CONFIG = "quantization_config";
  private static final String METHOD = CONFIG + ".quant_method";
  private static final String BLOCK_SIZE = CONFIG + ".weight_block_size";
  private static final String SCALE_INV = "_scale_inv";
  private static final String BLOCKS = "_blocks";
  private static final String SCALES = "_scales";
  private static final int MX_BLOCK_BYTES = 16;

  private final Metadata config;
  private final Path path;
  private final Map<String, Tensor> tensors;

  private SeparateScales(Metadata config, Path path, Map<String, Tensor> tensors) {
    this.config = config;
    this.path = path;
    this.tensors = tensors;
  }

  /** Returns the tensors with scales joined; throws for a quantisation that is not read. */
  static Map<String, Tensor> join(Metadata config, Path path, Map<String, Tensor> tensors) {
    if (!config.hasSection(CONFIG)) {
      return tensors;
    }
    SeparateScales scales = new SeparateScales(config, path, tensors);
    return switch (config.string(METHOD)) {
      case "fp8" -> scales.fp8();
      case "mxfp4" -> scales.mxfp4();
      default ->
          throw config.refuse(METHOD, "fp8 or mxfp4: no other quantised safetensors are read");
    };
  }

  private Map<String, Tensor> fp8() {
    int[] block = config.integers(BLOCK_SIZE);
    if (block.length != 2 || block[0] < 1 || block[1] < 1) {
      throw config.refuse(BLOCK_SIZE, "two numbers of at least 1");
    }
    Map<String, Tensor> joined = new LinkedHashMap<>();
    for (Tensor tensor : tensors.values()) {
      if (tensor.type() == TensorType.F8_E4M3) {
        Tensor factors = partner(tensor, tensor.name() + SCALE_INV);
        joined.put(
            tensor.name(),
            scaled(tensor, tensor.type(), tensor.shape(), factors, block[0], block[1]));
      } else if (!isScaleOf(tensor, SCALE_INV, "", TensorType.F8_E4M3)) {
        joined.put(tensor.name(), tensor);
      }
    }
    return joined;
  }

  private Map<String, Tensor> mxfp4() {
    Map<String, Tensor> joined = new LinkedHashMap<>();
    for (Tensor tensor : tensors.values()) {
      if (tensor.type() == TensorType.U8 && tensor.name().endsWith(BLOCKS)) {
        String base = tensor.name().substring(0, tensor.name().length() - BLOCKS.length());
        joined.put(tensor.name(), mxfp4(tensor, partner(tensor, base + SCALES)));
      } else if (!isScaleOf(tensor, SCALES, BLOCKS, TensorType.U8)) {
        joined.put(tensor.name(), tensor);
      }
    }
    return joined;
  }

  /** The file has [experts, out, in / 32, 16] bytes and [experts, out, in / 32] scales. */
  private Tensor mxfp4(Tensor blocks, Tensor scales) {
    Shape groups = scales.shape();
    long bytes = groups.elements() * MX_BLOCK_BYTES;
    if (scales.type() != TensorType.U8
        || blocks.shape().cols() != MX_BLOCK_BYTES
        || blocks.data().byteSize() != bytes) {
      throw wrong(blocks, "does not fit the scales " + scales);
    }
    Shape shape =
        new Shape(
            groups.depth(), groups.rows(), Math.multiplyExact(groups.cols(), 2 * MX_BLOCK_BYTES));
    Tensor factors = new Tensor(scales.name(), TensorType.F8_E8M0, groups, scales.data());
    return scaled(blocks, TensorType.F4_E2M1, shape, factors, 1, 2 * MX_BLOCK_BYTES);
  }

  private Tensor scaled(
      Tensor elements, TensorType type, Shape shape, Tensor factors, int blockRows, int blockCols) {
    try {
      BlockScales scales = new BlockScales(factors, blockRows, blockCols, 0);
      return new Tensor(elements.name(), type, shape, elements.data(), scales);
    } catch (IllegalArgumentException e) {
      throw ModelFormatException.in(
          path, "tensor " + printable(elements.name()) + ": " + e.getMessage(), e);
    }
  }

  private Tensor partner(Tensor elements, String name) {
    @Nullable Tensor partner = tensors.get(name);
    if (partner == null) {
      throw wrong(elements, "has no scales: tensor " + printable(name) + " is missing");
    }
    return partner;
  }

  private boolean isScaleOf(Tensor tensor, String suffix, String partnerSuffix, TensorType type) {
    String name = tensor.name();
    if (!name.endsWith(suffix)) {
      return false;
    }
    @Nullable Tensor partner =
        tensors.get(name.substring(0, name.length() - suffix.length()) + partnerSuffix);
    return partner != null && partner.type() == type;
  }

  private ModelFormatException wrong(Tensor tensor, String problem) {
    return ModelFormatException.in(path, "tensor " + printable(tensor.name()) + " " + problem);
  }
}
