package org.meitheal.lab.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.state.StateFolder;
import picocli.CommandLine.Option;

/** Where the lab keeps its state; and help, as every command has it. */
final class StateOption {
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Keys, logs and database of the lab; default: MEITHEAL_STATE, or .meitheal beside this"
              + " script.")
  private @Nullable Path folder;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  StateFolder folder() {
    if (folder != null) {
      return new StateFolder(folder);
    }
    String environment = System.getenv("MEITHEAL_STATE");
    return new StateFolder(
        environment == null || environment.isBlank()
            ? root().resolve(".meitheal")
            : Path.of(environment));
  }

  /** The project's folder, as the script that starts the lab names it. */
  static Path root() {
    return Path.of(System.getProperty("meitheal.root", ".")).toAbsolutePath().normalize();
  }
}
