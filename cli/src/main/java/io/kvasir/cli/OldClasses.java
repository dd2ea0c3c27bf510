package io.kvasir.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Brings the class files of old libraries up to date. The virtual machine's archive of loaded
 * classes takes none from before Java 6, whose code is checked in another way, nor any that needs
 * such a class; picocli's are of Java 5, so that every command loaded and checked them anew. The
 * launcher calls this once, after a build.
 *
 * <p>The code stays as it is. It gets the version of Java 8 and the stack map frames that this
 * version asks for (Java Virtual Machine Specification, 4.7.4), which the JDK itself computes.
 */
final class OldClasses {
  private static final int JAVA_6 = 50;
  private static final int MAJOR = 6; // offset of the version in a class file, two bytes

  private OldClasses() {}

  /** Takes the folder of the jars. */
  public static void main(String[] args) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      upgrade(jar, jars);
    }
  }

  /**
   * Rewrites a jar if it has old classes.
   *
   * @param jar the file, which is replaced as a whole
   * @param path all jars, for the classes that its own extend
   * @return whether it had any
   */
  static boolean upgrade(Path jar, List<Path> path) throws IOException {
    Path upgraded = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile zip = new ZipFile(jar.toFile());
        URLClassLoader loader = new URLClassLoader(urls(path))) {
      List<ZipEntry> entries = new ArrayList<>(Collections.list(zip.entries()));
      boolean any = false;
      for (ZipEntry entry : entries) {
        any |= isOld(entry, bytes(zip, entry));
      }
      if (!any) {
        return false;
      }
      ClassFile files =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(loader)));
      try (ZipOutputStream out =
          new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(upgraded)))) {
        for (ZipEntry entry : entries) {
          byte[] bytes = bytes(zip, entry);
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(isOld(entry, bytes) ? upgraded(files, bytes) : bytes);
        }
      }
      Files.move(upgraded, jar, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } finally {
      Files.deleteIfExists(upgraded);
    }
  }

  private static URL[] urls(List<Path> path) throws IOException {
    URL[] urls = new URL[path.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = path.get(i).toUri().toURL();
    }
    return urls;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static boolean isOld(ZipEntry entry, byte[] bytes) {
    return entry.getName().endsWith(".class")
        && ((bytes[MAJOR] & 255) << 8 | (bytes[MAJOR + 1] & 255)) < JAVA_6;
  }

  /** Every method is written anew, as frames are made only then. */
  private static byte[] upgraded(ClassFile files, byte[] old) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    return files.transformClass(
        files.parse(old),
        ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
            .andThen(version));
  }
}
