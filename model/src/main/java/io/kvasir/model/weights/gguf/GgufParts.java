package io.kvasir.model.weights.gguf;

import static io.kvasir.model.weights.ModelFormatException.printable;

import io.kvasir.model.weights.MappedFile;
import io.kvasir.model.weights.Tensor;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that was split: {@code NAME-00001-of-00003.gguf} and so on. The first part has all
 * metadata; each states its number (split.no, from 0) and how many there are (split.count).
 */
record GgufParts(List<MappedFile> files, GgufFile first, Map<String, Tensor> tensors) {
  private static final String NAME = "(.*)-(\\d{5})-of-(\\d{5})\\.gguf";
  private static final String NUMBER = "split.no";
  private static final String COUNT = "split.count";
  private static final String TENSORS = "split.tensors.count";

  /** The file alone, or with the other parts if it says that it is one. */
  static GgufParts of(MappedFile file, Arena arena) {
    GgufFile parsed = GgufFile.read(file);
    long count = number(file, parsed, COUNT, 1);
    if (count <= 1) {
      return new GgufParts(List.of(file), parsed, parsed.tensors());
    }
    Path fileName = file.path().getFileName();
    Matcher name =
        Pattern.compile(NAME, Pattern.DOTALL).matcher(fileName == null ? "" : fileName.toString());
    if (!name.matches() || Long.parseLong(name.group(3)) != count) {
      throw file.wrong(
          "is one of "
              + count
              + " parts ("
              + COUNT
              + "), wanted a name like model-00001-of-"
              + String.format(Locale.ROOT, "%05d", count)
              + ".gguf");
    }
    List<MappedFile> files = new ArrayList<>();
    List<GgufFile> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String part = String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", name.group(1), i + 1, count);
      MappedFile mapped = MappedFile.map(file.path().resolveSibling(part), arena);
      files.add(mapped);
      parts.add(part(mapped, i, count));
    }
    return new GgufParts(files, parts.getFirst(), together(files, parts));
  }

  private static GgufFile part(MappedFile file, int index, long count) {
    GgufFile part = GgufFile.read(file);
    expect(file, NUMBER, number(file, part, NUMBER, -1), index);
    expect(file, COUNT, number(file, part, COUNT, 1), count);
    return part;
  }

  private static Map<String, Tensor> together(List<MappedFile> files, List<GgufFile> parts) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      MappedFile file = files.get(i);
      for (Tensor tensor : parts.get(i).tensors().values()) {
        if (all.put(tensor.name(), tensor) != null) {
          throw file.wrong("tensor " + printable(tensor.name()) + " is in another part, too");
        }
      }
    }
    MappedFile first = files.getFirst();
    expect(first, TENSORS, number(first, parts.getFirst(), TENSORS, all.size()), all.size());
    return all;
  }

  private static void expect(MappedFile file, String key, long found, long wanted) {
    if (found != wanted) {
      throw file.wrong(key + " is " + found + ", wanted " + wanted);
    }
  }

  private static long number(MappedFile file, GgufFile parsed, String key, long absent) {
    Object value = parsed.values().get(key);
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw file.wrong(key + " is no whole number");
  }
}
