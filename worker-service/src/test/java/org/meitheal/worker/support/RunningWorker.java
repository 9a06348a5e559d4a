package org.meitheal.worker.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meitheal.protocol.identity.Role;
import org.meitheal.worker.WorkerApplication;
import org.meitheal.worker.model.LibTorch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole worker on a port of its own, with a registry that is faked. */
public final class RunningWorker implements AutoCloseable {
  public static final String NAME = "camera-1";
  public static final Path MODELS = root().resolve("models");
  public static final Path SAMPLES = root().resolve("samples");

  public final FakeRegistry registry;
  public final Path stateDir;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;
  private final int port;

  private RunningWorker(FakeRegistry registry, Path stateDir, List<String> arguments) {
    this.registry = registry;
    this.stateDir = stateDir;
    SpringApplication application = new SpringApplication(WorkerApplication.class);
    application.setRegisterShutdownHook(false);
    context = application.run(arguments.toArray(String[]::new));
    port = ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  private static final class Shared {
    private static final RunningWorker WORKER = start();
  }

  /** One for all tests that leave it as it was; it ends with the JVM. */
  public static RunningWorker shared() {
    return Shared.WORKER;
  }

  /** With further settings, each {@code key=value} below {@code meitheal.worker}. */
  public static RunningWorker start(String... settings) {
    try {
      return start(new FakeRegistry(), Files.createTempDirectory("worker-state"), settings);
    } catch (IOException unwritable) {
      throw new java.io.UncheckedIOException(unwritable);
    }
  }

  public static RunningWorker start(FakeRegistry registry, Path stateDir, String... settings)
      throws IOException {
    LibTorch.configure();
    Path key = Files.writeString(stateDir.resolve("enrolment-key"), "ek_one-time\n");
    Map<String, String> values = new LinkedHashMap<>();
    values.put("server.port", "0");
    values.put("springdoc.api-docs.path", "/generated-api-docs");
    values.put("meitheal.worker.name", NAME);
    values.put("meitheal.worker.tier", "device");
    values.put("meitheal.worker.zone", "lab");
    values.put("meitheal.worker.cell", "hall");
    values.put("meitheal.worker.advertised-url", "http://127.0.0.1:1");
    values.put("meitheal.worker.registry-url", registry.url().toString());
    values.put("meitheal.worker.enrolment-key-file", key.toString());
    values.put("meitheal.worker.state-dir", stateDir.toString());
    values.put("meitheal.worker.models-dir", MODELS.toString());
    values.put("meitheal.worker.lanes", "1");
    values.put("meitheal.worker.recheck-share", "0");
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      values.put("meitheal.worker." + pair[0], pair[1]);
    }
    List<String> arguments =
        values.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toList();
    return new RunningWorker(registry, stateDir, arguments);
  }

  /** Its registry is another's to close. */
  public void stop() {
    context.close();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A request with a client's token. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + registry.token(Role.CLIENT));
  }

  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(60));
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** A request whose first bytes are its JSON. */
  public HttpResponse<byte[]> post(String path, Tensors.Binary binary) {
    return send(
        request(path)
            .header("Inference-Header-Content-Length", Integer.toString(binary.headerLength()))
            .POST(BodyPublishers.ofByteArray(binary.body())));
  }

  public HttpResponse<byte[]> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<byte[]> post(String path, byte[] body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(body)));
  }

  public static byte[] sample(String name) {
    try {
      return Files.readAllBytes(SAMPLES.resolve(name));
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    context.close();
    registry.close();
  }

  /** Tests run in the module's folder, or in the root. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("models")) ? here : here.getParent();
  }
}
