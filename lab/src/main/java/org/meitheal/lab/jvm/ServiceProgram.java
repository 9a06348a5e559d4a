package org.meitheal.lab.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.lab.program.Program;

/**
 * A service as it is run here.
 *
 * @param arguments of the service, {@code --key=value}
 * @param environment what must not be seen in the list of processes
 */
public record ServiceProgram(
    String name,
    ExtractedJar jar,
    JvmKind kind,
    List<String> arguments,
    Map<String, String> environment,
    Path log) {
  private static final String PORT = "--server.port=";
  private static final String ADDRESS = "--server.address=";
  private static final String REGISTRY_URL = "(--meitheal\\.[a-z]+\\.registry-url=).*";

  public ServiceProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** To be started; with its start-up cache, if there is one. */
  public Program program() {
    Path cache = cache();
    return program(
        name, Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of(), arguments, log);
  }

  /** Ends as soon as its context stands, and leaves a start-up cache. */
  Program training(Path output, Path trainingLog) {
    return program(
        "cache-" + name,
        List.of("-XX:AOTCacheOutput=" + output, "-Dspring.context.exit=onRefresh"),
        arguments,
        trainingLog);
  }

  /**
   * Serves until it is asked to end, and leaves a start-up cache then. Known to nobody: at a port
   * of its own, with a registry that does not answer.
   */
  Program rehearsal(Path output, int port, int silentPort, Path trainingLog) {
    List<String> changed =
        arguments.stream()
            .map(a -> a.startsWith(PORT) ? PORT + port : a)
            .map(a -> a.replaceFirst(REGISTRY_URL, "$1http://127.0.0.1:" + silentPort))
            .toList();
    return program("cache-" + name, List.of("-XX:AOTCacheOutput=" + output), changed, trainingLog);
  }

  /** Whether a second one beside it does no harm: all but the registry, which others look for. */
  boolean canRehearse() {
    return arguments.stream().anyMatch(a -> a.matches(REGISTRY_URL));
  }

  /** Where it listens. */
  String address() {
    return arguments.stream()
        .filter(a -> a.startsWith(ADDRESS))
        .map(a -> a.substring(ADDRESS.length()))
        .findFirst()
        .orElse("127.0.0.1");
  }

  private Program program(
      String programName, List<String> flags, List<String> given, Path programLog) {
    List<String> command = new ArrayList<>();
    command.add(JavaBinary.path());
    command.addAll(kind.flags());
    command.addAll(flags);
    command.add("-jar");
    command.add(jar.jar().toString());
    command.addAll(given);
    Map<String, String> all = new HashMap<>(kind.environment());
    all.putAll(environment);
    return new Program(programName, command, all, programLog);
  }

  /** Holds for one build, one JDK and one set of flags. */
  Path cache() {
    int setUp = (Runtime.version() + String.join(" ", kind.flags())).hashCode();
    return jar.folder().resolve("start-%08x.aot".formatted(setUp));
  }

  public boolean cached() {
    return Files.exists(cache());
  }
}
