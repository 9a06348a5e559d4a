package org.meitheal.lab.program;

/** Small programs that stand in for services. */
final class StandIns {
  /** Writes a file when it is asked to end. */
  static final String TIDY =
      """
      class Tidy {
        public static void main(String[] arguments) throws Exception {
          Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
              java.nio.file.Files.writeString(java.nio.file.Path.of(arguments[0]), "tidied");
            } catch (java.io.IOException failed) {
              System.out.println(failed);
            }
          }));
          System.out.println("ready");
          Thread.sleep(100_000);
        }
      }
      """;

  private StandIns() {}
}
