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
  public ServiceProgram {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** To be started; with its start-up cache, if there is one. */
  public Program program() {
    Path cache = cache();
    return program(name, Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of(), log);
  }

  /** Ends as soon as its context stands, and leaves a start-up cache. */
  Program training(Path output, Path trainingLog) {
    return program(
        "cache-" + name,
        List.of("-XX:AOTCacheOutput=" + output, "-Dspring.context.exit=onRefresh"),
        trainingLog);
  }

  private Program program(String programName, List<String> flags, Path programLog) {
    List<String> command = new ArrayList<>();
    command.add(JavaBinary.path());
    command.addAll(kind.flags());
    command.addAll(flags);
    command.add("-jar");
    command.add(jar.jar().toString());
    command.addAll(arguments);
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
