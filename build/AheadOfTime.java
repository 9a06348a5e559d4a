import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Has Spring work out a service's beans while it is built, and compiles what comes out into its classes. Used where a
 * JVM is started with {@code -Dspring.aot.enabled=true}, and else without effect. A launcher of our own because Spring
 * Boot's Maven goal compiles inside Maven's JVM, which may be too old for Java 25: see docs/adr/0002.
 *
 * <p>Arguments: the service's main class, its folder of classes, a folder to work in, its group and artifact, and the
 * arguments of the service that decide which beans there are. Its class path is the service's.
 */
final class AheadOfTime {
  public static void main(String[] arguments) throws Exception {
    String main = arguments[0];
    Path classes = Path.of(arguments[1]);
    Path made = Path.of(arguments[2]);
    Path sources = made.resolve("sources");
    Path others = made.resolve("others");
    List<String> processor = new ArrayList<>();
    processor.addAll(List.of(main, sources.toString(), others.toString(), others.toString()));
    processor.addAll(List.of(arguments).subList(3, arguments.length));
    // What a source file is launched with has a loader of its own, and proxies of another than their interfaces' fail.
    ClassLoader services = ClassLoader.getSystemClassLoader();
    Thread.currentThread().setContextClassLoader(services);
    services
        .loadClass("org.springframework.boot.SpringApplicationAotProcessor")
        .getMethod("main", String[].class)
        .invoke(null, (Object) processor.toArray(String[]::new));
    copy(others, classes);
    compile(sources, classes);
    // The service's context was refreshed in part; whatever threads that left must not hold up a build.
    System.exit(0);
  }

  /** Not written there at once: Spring empties the folders that it writes to. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> generated = all.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-parameters", "-nowarn",
              "-proc:none", "-Xlint:none");
      if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(generated)).call()) {
        throw new IllegalStateException("what Spring made for " + sources + " does not compile");
      }
    }
  }
}
