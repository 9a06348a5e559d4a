package org.meitheal.lab.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meitheal.lab.program.Program;
import org.meitheal.lab.state.StateFolder;

/**
 * The jar that this lab was started from.
 *
 * @param cache where its start-up cache belongs, one for each build and JDK
 */
public record OwnJar(Path jar, Path cache) {
  private static final String NAME = "cache-lab";

  /** Of the script that starts the lab, which knows whether there is one before any JVM runs. */
  private static final String CACHE = "meitheal.lab-cache";

  /** None where it was started from folders of classes, as tests are. */
  public static Optional<OwnJar> find() {
    String cache = System.getProperty(CACHE);
    Path jar = Path.of(System.getProperty("java.class.path"));
    return cache != null && jar.toString().endsWith(".jar") && Files.isRegularFile(jar)
        ? Optional.of(new OwnJar(jar, Path.of(cache)))
        : Optional.empty();
  }

  public boolean cached() {
    return Files.exists(cache);
  }

  /** Asks the lab that runs for its state, and leaves a start-up cache. */
  Program training(Path output, StateFolder state) {
    return new Program(
        NAME,
        List.of(
            JavaBinary.path(),
            "-XX:+UseSerialGC",
            "-XX:AOTCacheOutput=" + output,
            "-jar",
            jar.toString(),
            "status",
            "--state-dir",
            state.root().toString()),
        Map.of(),
        state.log(NAME));
  }
}
