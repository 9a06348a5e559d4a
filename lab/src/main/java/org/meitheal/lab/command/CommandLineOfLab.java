package org.meitheal.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.program.ProgramFailedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads the command line and turns failures into messages. */
public final class CommandLineOfLab {
  private static final int WIDTH = 100;

  private CommandLineOfLab() {}

  /** Runs a command and says how it went: 0 well, 1 not, 2 for a wrong command line. */
  public static int run(String... arguments) {
    return create().execute(arguments);
  }

  static CommandLine create() {
    return new CommandLine(new LabCommand())
        .setExecutionExceptionHandler(CommandLineOfLab::explain)
        .setParameterExceptionHandler(CommandLineOfLab::pointToHelp)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(WIDTH);
  }

  /** Where to read on, instead of a page that pushes the message out of sight. */
  private static int pointToHelp(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("meitheal: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    err.println("See ./%s --help".formatted(command.getCommandSpec().qualifiedName(" ")));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What is expected to go wrong is told in a sentence; the rest is a bug and shows its trace. */
  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.@Nullable ParseResult parsed)
      throws Exception {
    if (failure instanceof InterruptedException) {
      return commandLine.getCommandSpec().exitCodeOnExecutionException();
    }
    if (!expected(failure)) {
      throw failure;
    }
    commandLine.getErr().println("meitheal: " + failure.getMessage());
    return commandLine.getCommandSpec().exitCodeOnExecutionException();
  }

  private static boolean expected(Exception failure) {
    return failure instanceof ProgramFailedException
        || failure instanceof IOException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException;
  }
}
