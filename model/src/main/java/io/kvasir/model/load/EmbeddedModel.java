package io.kvasir.model.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The small model that comes with the library, so that everything works without a download. */
public final class EmbeddedModel {
  private static final String FILE = "mead.gguf";

  private EmbeddedModel() {}

  /**
   * Where it is.
   *
   * @return a path to open a model from; inside of a jar usually
   */
  public static Path path() {
    URL url = EmbeddedModel.class.getResource(FILE);
    if (url == null) {
      throw new IllegalStateException("the library comes without its model " + FILE);
    }
    try {
      URI uri = url.toURI();
      return uri.getScheme().equals("jar") ? inJar(uri) : Path.of(uri);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(url + " is no place of a file", e);
    }
  }

  /** The jar stays open: the class loader keeps it open anyway. */
  private static Path inJar(URI uri) {
    try {
      FileSystem jar = FileSystems.newFileSystem(uri, Map.of());
      return jar.getPath(name(uri));
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri).getPath(name(uri));
    } catch (IOException e) {
      throw new UncheckedIOException(uri + ": " + e.getMessage(), e);
    }
  }

  private static String name(URI uri) {
    String text = uri.toString();
    return text.substring(text.indexOf("!/") + 2);
  }
}
