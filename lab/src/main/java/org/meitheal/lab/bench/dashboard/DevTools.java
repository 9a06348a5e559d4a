package org.meitheal.lab.bench.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.databind.JsonNode;

/** Speaks the Chrome DevTools Protocol with one tab: calls and their answers, no events. */
final class DevTools implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final WebSocket socket;

  private DevTools(HttpClient http, URI tab) {
    socket =
        http.newWebSocketBuilder().connectTimeout(CONNECT).buildAsync(tab, new Answers()).join();
  }

  static DevTools connect(HttpClient http, URI tab) throws IOException {
    try {
      return new DevTools(http, tab);
    } catch (java.util.concurrent.CompletionException failed) {
      throw new IOException("the browser's tab cannot be reached: " + failed.getCause(), failed);
    }
  }

  /**
   * Calls a method and waits for its result.
   *
   * @throws IOException if the browser refuses, is gone or does not answer
   */
  JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    var _ =
        socket
            .sendText(
                ProtocolJson.MAPPER.writeValueAsString(
                    Map.of("id", id, "method", method, "params", parameters)),
                true)
            .exceptionally(failed -> {
              answer.completeExceptionally(failed);
              return socket;
            });
    try {
      JsonNode got = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (got.has("error")) {
        throw new IOException("the browser refuses " + method + ": " + got.get("error"));
      }
      return got.path("result");
    } catch (ExecutionException gone) {
      throw new IOException("the browser is gone: " + gone.getCause(), gone);
    } catch (TimeoutException late) {
      throw new IOException("the browser does not answer " + method, late);
    } finally {
      waiting.remove(id);
    }
  }

  /** The value of a JavaScript expression, which may be a promise. */
  JsonNode evaluate(String expression) throws IOException, InterruptedException {
    JsonNode got =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (got.has("exceptionDetails")) {
      throw new IOException("the page fails: " + got.get("exceptionDetails"));
    }
    return got.path("result").path("value");
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts the pieces of messages together. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        JsonNode node = ProtocolJson.MAPPER.readTree(message.toString());
        message.setLength(0);
        CompletableFuture<JsonNode> asked = waiting.get(node.path("id").asInt(0));
        if (asked != null) {
          asked.complete(node);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end(new IOException("it closed the connection"));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end(error);
    }

    private void end(Throwable why) {
      waiting.values().forEach(asked -> asked.completeExceptionally(why));
    }
  }
}
