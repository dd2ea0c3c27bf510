package io.kvasir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OldClassesTest {
  private static final int JAVA_8 = 52;

  @TempDir Path folder;

  private Path copyOf(Class<?> type) throws Exception {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.copy(jar, folder.resolve(jar.getFileName()));
  }

  @Test
  void allClassesOfAnOldLibraryGetAVersionThatCanBeArchived() throws Exception {
    Path jar = copyOf(CommandLine.class);
    int entries;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      entries = zip.size();
    }

    OldClasses.main(new String[] {folder.toString()});

    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.size()).isEqualTo(entries);
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            assertThat((int) head[7]).as(entry.getName()).isGreaterThanOrEqualTo(JAVA_8);
          }
        }
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(jar);
    }
  }

  /** The virtual machine checks a class when it is first used; these are all of them. */
  @Test
  void theNewClassesAreValidAndWork() throws Exception {
    Path jar = copyOf(CommandLine.class);

    assertThat(OldClasses.upgrade(jar, List.of(jar))).isTrue();

    try (URLClassLoader loader =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        String name = all.nextElement().getName();
        if (name.startsWith("picocli/") && name.endsWith(".class")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          assertThat(Class.forName(type, true, loader).getClassLoader()).isSameAs(loader);
        }
      }
      Class<?> spec = loader.loadClass("picocli.CommandLine$Model$CommandSpec");
      Object command =
          loader
              .loadClass("picocli.CommandLine")
              .getConstructor(Object.class)
              .newInstance(spec.getMethod("create").invoke(null));
      assertThat((String) command.getClass().getMethod("getUsageMessage").invoke(command))
          .startsWith("Usage: <main class>");
    }
  }

  @Test
  void aLibraryOfTodayStaysAsItIs() throws Exception {
    Path jar = copyOf(com.fasterxml.jackson.core.JsonFactory.class);
    byte[] before = Files.readAllBytes(jar);

    assertThat(OldClasses.upgrade(jar, List.of(jar))).isFalse();
    assertThat(Files.readAllBytes(jar)).isEqualTo(before);
  }
}
