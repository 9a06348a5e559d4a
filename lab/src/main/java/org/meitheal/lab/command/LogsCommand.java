package org.meitheal.lab.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.program.LogTail;
import org.meitheal.lab.state.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows logs. */
@Command(
    name = "logs",
    header = "Show the end of a process's log; without a name, which logs there are.",
    footer = {"", "Examples:", "  ./meitheal logs", "  ./meitheal logs scheduler --lines 200"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:there is no such log", "2:the command line is wrong"})
final class LogsCommand implements Callable<Integer> {
  private static final String SUFFIX = ".log";

  @Mixin private StateOption state = new StateOption();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Of which process.")
  private @Nullable String name;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines (default ${DEFAULT-VALUE}).")
  private int lines = 50;

  @Override
  public Integer call() throws IOException {
    StateFolder folder = state.folder();
    if (name == null) {
      names(folder).forEach(System.out::println);
      return 0;
    }
    if (!names(folder).contains(name)) {
      throw new IllegalArgumentException(
          "there is no log of '" + name + "'; there are " + String.join(", ", names(folder)));
    }
    LogTail.of(folder.log(name), lines).forEach(System.out::println);
    return 0;
  }

  private static List<String> names(StateFolder folder) throws IOException {
    if (!Files.isDirectory(folder.logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }
}
