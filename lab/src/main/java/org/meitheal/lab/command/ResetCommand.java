package org.meitheal.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.meitheal.lab.database.LabDatabase;
import org.meitheal.lab.state.LabLock;
import org.meitheal.lab.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Empties the state folder. */
@Command(
    name = "reset",
    header = "Forget everything: keys, database, identities, logs and caches.",
    description = {"", "The lab must not be running.", ""},
    footer = {"", "Example:", "  ./meitheal reset --keep-programs"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the state folder is empty",
      "1:a lab runs on it",
      "2:the command line is wrong"
    })
final class ResetCommand implements Callable<Integer> {
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--keep-programs",
      description = "Keep what is made from the build alone: unpacked programs and their caches.")
  private boolean keepPrograms;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StateFolder folder = state.folder();
    if (!Files.isDirectory(folder.root())) {
      System.out.println(folder.root() + " is empty already");
      return 0;
    }
    requireOurs(folder);
    LabLock lock = LabLock.take(folder.lockFile());
    try {
      Path guard = LabLock.guardOf(folder.lockFile());
      LabDatabase.stopLeftBehind(folder);
      List<Path> kept = new ArrayList<>(List.of(folder.lockFile(), guard));
      if (keepPrograms) {
        kept.add(folder.programs());
        kept.add(folder.nativeLibraries());
      }
      folder.empty(kept);
      Files.deleteIfExists(guard);
    } finally {
      lock.close();
    }
    System.out.println("emptied " + folder.root());
    return 0;
  }

  /** A mistyped --state-dir must not cost anybody a folder. */
  private static void requireOurs(StateFolder folder) throws IOException {
    boolean empty;
    try (var files = Files.list(folder.root())) {
      empty = files.findAny().isEmpty();
    }
    if (!empty && !Files.isDirectory(folder.logs())) {
      throw new IllegalArgumentException(
          folder.root() + " does not look like a state folder of the lab; nothing was deleted");
    }
  }
}
