package org.meitheal.lab.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.Topology;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.report.AnswerText;
import org.meitheal.lab.report.PhotoAnswer;
import org.meitheal.lab.session.LabSession;
import org.meitheal.lab.session.SamplePhoto;
import org.meitheal.protocol.json.ProtocolJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the lab up. */
@Command(
    name = "up",
    header = "Bring the lab up, classify a photo, and stay up until Ctrl-C.",
    description = {
      "",
      "Slow machines are emulated by waiting: one that is slowed down 10× takes ten times as long"
          + " for what it computes. Links between machines delay and limit what passes; `link` shows"
          + " and changes them. Keys are made at the first start and stay in the state folder. The"
          + " first start also makes caches that let later ones take about half the time.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ./meitheal up",
      "  ./meitheal up --devices 8 --gateway-port 9000",
      "  ./meitheal up --once --json | tail -n 1 | jq .decision.why"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the photo was classified (with --once)",
      "1:something did not start, or no answer came; a message says what and why",
      "2:the command line is wrong",
      "130:stopped by Ctrl-C, nothing left behind (143: by SIGTERM)"
    })
final class UpCommand implements Callable<Integer> {
  static final int DEVICES = 4;

  @Mixin private StateOption state = new StateOption();
  @Mixin private PortOptions ports = new PortOptions();

  @Option(names = "--once", description = "Stop after the answer.")
  private boolean once;

  @Option(
      names = "--json",
      description =
          "Print one JSON object as the last line: answer, decision, predicted_ms, actual_ms,"
              + " ready_after_ms.")
  private boolean json;

  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many devices share the cell, 1 to 32 (default ${DEFAULT-VALUE}).")
  private int devices = DEVICES;

  @Option(
      names = "--no-emulation",
      description = "No slow-down and no delays: each machine is as fast as this computer.")
  private boolean noEmulation;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = StateOption.root();
    LabOptions options = LabOptions.standard(root, ports.ports(), devices, !noEmulation);
    Progress progress = Output.progress();
    LabSession session = LabSession.open(options, state.folder(), progress);
    try {
      session.start();
      PhotoAnswer answer = new SamplePhoto(root).classify(session, Topology.firstDevice());
      progress.close();
      print(session, answer);
      new AfterTheAnswer(session, progress).run(once);
    } catch (IOException | RuntimeException failed) {
      if (session.stopping()) {
        return 0;
      }
      throw failed;
    } finally {
      session.stop();
    }
    return 0;
  }

  private void print(LabSession session, PhotoAnswer answer) throws IOException {
    PrintStream out = System.out;
    if (json) {
      out.println(ProtocolJson.MAPPER.writeValueAsString(answer));
      return;
    }
    LabOptions options = session.cluster().options();
    out.println();
    out.println(LabOptions.SAMPLE + ", a request of " + Topology.firstDevice() + ":");
    out.println(AnswerText.labels(answer.answer()));
    out.println(AnswerText.placement(answer.decision()));
    out.println(AnswerText.times(answer, options.topology().slowDowns()));
    out.println();
    out.println("What was considered:");
    out.println(AnswerText.candidates(answer.decision()));
    out.printf("Ready after %.1f s.%n", answer.readyAfterMs() / 1000.0);
    if (!once) {
      LabKeys keys = session.cluster().keys();
      out.println(WhatNext.text(options.ports(), keys));
    }
  }
}
