package org.meitheal.lab.jvm;

import java.nio.file.Path;

/** The Java that the lab itself runs on; its services run on the same. */
final class JavaBinary {
  private JavaBinary() {}

  static String path() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
