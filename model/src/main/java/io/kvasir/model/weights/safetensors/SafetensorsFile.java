package io.kvasir.model.weights.safetensors;

import static io.kvasir.model.weights.ModelFormatException.printable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One safetensors file: 8 bytes with the length of the header, the header (a JSON object: name to
 * dtype, shape and data_offsets), the data. Source: the format's README in the safetensors project.
 */
final class SafetensorsFile {
  private static final int PREFIX = 8;
  private static final long MOST_HEADER_BYTES = 100_000_000; // of the reference implementation
  private static final int MOST_TENSORS = 1 << 18;
  private static final String METADATA = "__metadata__";
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MappedFile file;
  private final long data; // where the data begins
  private final List<SafetensorsEntry> entries = new ArrayList<>();

  private SafetensorsFile(MappedFile file, long data) {
    this.file = file;
    this.data = data;
  }

  /** Adds the tensors of a file, with all checks. */
  static void read(MappedFile file, Map<String, Tensor> tensors) {
    MemorySegment bytes = file.bytes();
    long size = bytes.byteSize();
    if (size < PREFIX) {
      throw file.wrong("is truncated: " + size + " bytes, wanted 8 for the length of the header");
    }
    long length = bytes.get(LONG, 0);
    if (Long.compareUnsigned(length, size - PREFIX) > 0) {
      throw file.wrong(
          "is not a safetensors file or truncated"
              + hint(bytes)
              + ": header of "
              + Long.toUnsignedString(length)
              + " bytes, the file has "
              + size);
    }
    if (length > MOST_HEADER_BYTES) {
      throw file.wrong("header has " + length + " bytes, wanted at most " + MOST_HEADER_BYTES);
    }
    SafetensorsFile parsed = new SafetensorsFile(file, PREFIX + length);
    SegmentStream header = new SegmentStream(bytes.asSlice(PREFIX, length));
    Json.object(file.path(), "header", header, parsed::header);
    parsed.place(tensors);
  }

  private static String hint(MemorySegment bytes) {
    byte[] begin = bytes.asSlice(0, 4).toArray(ValueLayout.JAVA_BYTE);
    return switch (new String(begin, StandardCharsets.ISO_8859_1)) {
      case "GGUF" -> " (begins like a GGUF file)";
      case "PK\u0003\u0004" -> " (begins like a zip archive, as PyTorch files do)";
      default -> "";
    };
  }

  private List<SafetensorsEntry> header(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(METADATA)) {
        requireObject(parser, METADATA);
        parser.skipChildren();
      } else {
        requireObject(parser, "tensor " + printable(name));
        entries.add(SafetensorsEntry.read(parser, file, name));
      }
      if (entries.size() > MOST_TENSORS) {
        throw file.wrong("has more than " + MOST_TENSORS + " tensors");
      }
    }
    return entries;
  }

  private void requireObject(JsonParser parser, String what) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw file.wrong(what + " is " + printable(parser.getText()) + ", wanted an object");
    }
  }

  private void place(Map<String, Tensor> tensors) {
    long size = file.bytes().byteSize() - data;
    for (SafetensorsEntry entry : entries) {
      String what = "tensor " + printable(entry.name());
      if (entry.end() > size) {
        throw file.wrong(
            what
                + " lies outside the file: data_offsets "
                + entry.begin()
                + " to "
                + entry.end()
                + ", the data has "
                + size
                + " bytes");
      }
      MemorySegment bytes = file.bytes().asSlice(data + entry.begin(), entry.end() - entry.begin());
      if (tensors.put(entry.name(), entry.tensor(bytes)) != null) {
        throw file.wrong("duplicate " + what);
      }
    }
    refuseOverlap();
  }

  private void refuseOverlap() {
    entries.sort(Comparator.comparingLong(SafetensorsEntry::begin));
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).begin() < entries.get(i - 1).end()) {
        throw file.wrong(
            "tensors "
                + printable(entries.get(i - 1).name())
                + " and "
                + printable(entries.get(i).name())
                + " overlap");
      }
    }
  }
}
