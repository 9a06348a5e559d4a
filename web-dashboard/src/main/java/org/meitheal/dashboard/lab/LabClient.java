package org.meitheal.dashboard.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.lab.LabAddress;
import org.meitheal.protocol.lab.LabApi;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.lab.LoadOrder;
import org.meitheal.protocol.lab.MediumOrder;
import org.meitheal.protocol.lab.WorkerAction;
import tools.jackson.core.JacksonException;

/**
 * Asks the lab, and has it do what an operator wants, in the operator's name. Each order answers
 * none where it was done, and else why not, in a sentence.
 */
final class LabClient {
  /** A worker that is stopped has ten seconds to tidy up, and is killed then. */
  private static final Duration ORDER = Duration.ofSeconds(30);

  private static final long MAX_ANSWER_BYTES = 1 << 20;

  private final HttpClient http = HttpClients.shared();
  private final Path file;

  /**
   * @param file read for each call: the lab is elsewhere after it was started again
   */
  LabClient(Path file) {
    this.file = file;
  }

  /**
   * @throws IOException where there is no lab, or it does not answer
   */
  LabView view() throws IOException {
    LabAddress address = address();
    HttpRequest request =
        JsonCalls.request(base(address), LabApi.VIEW)
            .header("Authorization", bearer(address))
            .GET()
            .build();
    return JsonCalls.send(http, request, LabView.class);
  }

  @Nullable String change(LinkOrder order, String who) throws IOException {
    return send("POST", LabApi.LINKS, order, who);
  }

  @Nullable String change(MediumOrder order, String who) throws IOException {
    return send("POST", LabApi.MEDIA, order, who);
  }

  @Nullable String act(String worker, WorkerAction action, String who) throws IOException {
    return send("POST", LabApi.worker(encoded(worker), action), null, who);
  }

  @Nullable String start(LoadOrder order, String who) throws IOException {
    return send("POST", LabApi.LOAD, order, who);
  }

  @Nullable String stopLoad(String who) throws IOException {
    return send("DELETE", LabApi.LOAD, null, who);
  }

  private @Nullable String send(String method, String path, @Nullable Object order, String who)
      throws IOException {
    LabAddress address = address();
    byte[] body = order == null ? new byte[0] : ProtocolJson.MAPPER.writeValueAsBytes(order);
    HttpRequest request =
        JsonCalls.request(base(address), path)
            .timeout(ORDER)
            .header("Authorization", bearer(address))
            .header(LabApi.WHO, encoded(who))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<byte[]> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
      return answer.statusCode() == 200 ? null : refusal(answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private static String refusal(HttpResponse<byte[]> answer) {
    try {
      String why = ProtocolJson.MAPPER.readTree(answer.body()).path("error").asString("");
      return why.isEmpty() ? "The lab answered " + answer.statusCode() + "." : sentence(why);
    } catch (JacksonException unreadable) {
      return "The lab answered " + answer.statusCode() + ".";
    }
  }

  private static String sentence(String why) {
    return Character.toUpperCase(why.charAt(0)) + why.substring(1) + (why.endsWith(".") ? "" : ".");
  }

  private LabAddress address() throws IOException {
    try {
      return ProtocolJson.MAPPER.readValue(Files.readString(file), LabAddress.class);
    } catch (NoSuchFileException gone) {
      throw new IOException("no lab runs", gone);
    } catch (JacksonException unreadable) {
      throw new IOException("the lab's control file cannot be read", unreadable);
    }
  }

  private static URI base(LabAddress address) {
    return URI.create("http://127.0.0.1:" + address.port());
  }

  private static String bearer(LabAddress address) {
    return "Bearer " + address.token();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
