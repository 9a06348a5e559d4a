package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.meitheal.lab.program.Program;
import org.meitheal.lab.program.ProgramFailedException;
import org.meitheal.lab.program.RunningProgram;
import org.meitheal.lab.program.Supervisor;
import org.meitheal.protocol.json.ProtocolJson;

/** This machine's Chromium, without a window. */
final class Chromium {
  private static final String NAMED = "MEITHEAL_BROWSER";
  private static final List<String> USUAL =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final int port;

  private Chromium(HttpClient http, int port) {
    this.http = http;
    this.port = port;
  }

  /**
   * Where it is.
   *
   * @throws ProgramFailedException where there is none
   */
  static Path find() {
    String named = System.getenv(NAMED);
    Stream<String> candidates =
        named == null || named.isBlank() ? USUAL.stream() : Stream.of(named);
    return candidates
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new ProgramFailedException(
                "no browser to measure with: install Chromium, or name one by "
                    + NAMED
                    + "; looked for "
                    + (named == null || named.isBlank() ? String.join(", ", USUAL) : named)));
  }

  /**
   * @param folder for its profile and log; must exist
   */
  static Chromium start(Path program, Supervisor supervisor, HttpClient http, Path folder)
      throws IOException, InterruptedException {
    Path profile = folder.resolve("chromium");
    RunningProgram running =
        supervisor.start(
            new Program(
                "chromium",
                List.of(
                    program.toString(),
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-dev-shm-usage",
                    "--disable-gpu",
                    "--disable-extensions",
                    // A page that was left would go on following otherwise.
                    "--disable-features=BackForwardCache",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--window-size=1920,1080",
                    "--user-data-dir=" + profile,
                    "--remote-debugging-port=0",
                    "about:blank"),
                Map.of(),
                folder.resolve("chromium.log")));
    return new Chromium(http, port(running, profile.resolve("DevToolsActivePort")));
  }

  /** Chromium writes the port that it found into a file, once it listens. */
  private static int port(RunningProgram running, Path file)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() - end < 0) {
      if (!running.alive()) {
        throw running.died();
      }
      if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
        return Integer.parseInt(Files.readAllLines(file).getFirst());
      }
      Thread.sleep(PAUSE);
    }
    throw new ProgramFailedException(
        "the browser does not listen after " + START.toSeconds() + " s");
  }

  /** An empty tab. */
  DevTools tab() throws IOException, InterruptedException {
    String answer = ask("PUT", "/json/new?about:blank");
    String socket = ProtocolJson.MAPPER.readTree(answer).path("webSocketDebuggerUrl").asString();
    return DevTools.connect(http, URI.create(socket));
  }

  /** Name and version. */
  String version() throws IOException, InterruptedException {
    return ProtocolJson.MAPPER.readTree(ask("GET", "/json/version")).path("Browser").asString();
  }

  private String ask(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
