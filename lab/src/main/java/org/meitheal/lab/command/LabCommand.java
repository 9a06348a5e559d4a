package org.meitheal.lab.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands. */
@Command(
    name = "meitheal",
    mixinStandardHelpOptions = true,
    versionProvider = LabCommand.Version.class,
    header = "Distributed inference in an IoT cluster, on this one machine.",
    description = {
      "",
      "`up` starts PostgreSQL, the registry, the scheduler, the gateway, the dashboard and a worker"
          + " for each machine of a small cluster (devices in one cell, an edge server, the cloud)"
          + " behind emulated links, and classifies a photo where it is best done."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it went well",
      "1:it did not; a message says why",
      "2:the command line is wrong",
      "130:stopped by Ctrl-C, everything cleaned up (143: by SIGTERM)"
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal up                                  bring the lab up, until Ctrl-C",
      "  ./meitheal up --once                           only the answer, then stop",
      "  ./meitheal link '*' cloud-1 --rtt 400ms        make the cloud far away",
      "  ./meitheal worker device-1 freeze              let a device hang",
      "  ./meitheal load --rate 5                       send five requests a second",
      "  ./meitheal status                              what runs, and where",
      "  ./meitheal simulate --trace w4                 the published experiment, in seconds",
      "  ./meitheal COMMAND --help                      all about one command"
    },
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      LinkCommand.class,
      WorkerCommand.class,
      LoadCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      SimulateCommand.class,
      ExperimentCommand.class
    })
final class LabCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /** As the build numbered it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = LabCommand.class.getPackage().getImplementationVersion();
      return new String[] {"meitheal " + (version == null ? "(not packaged)" : version)};
    }
  }
}
