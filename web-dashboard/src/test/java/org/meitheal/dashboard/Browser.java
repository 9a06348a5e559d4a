package org.meitheal.dashboard;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at the dashboard, without a screen. */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
  private final String own;

  Browser(int port) {
    own = "http://localhost:" + port;
  }

  Browser signedIn(String key) throws Exception {
    HttpResponse<String> answer = signIn(key);
    if (answer.statusCode() != 302) {
      throw new AssertionError("cannot sign in: " + answer.statusCode());
    }
    return this;
  }

  HttpResponse<String> signIn(String key) throws Exception {
    return post("/dashboard/sign-in", "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  /** The value of the only cookie. */
  String session() {
    return cookies.getCookieStore().getCookies().stream()
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  HttpResponse<String> get(String path) throws Exception {
    return get(path, "text/html,*/*");
  }

  HttpResponse<String> get(String path, String accept) throws Exception {
    return client.send(request(path).header("Accept", accept).build(), BodyHandlers.ofString());
  }

  /** The page as soon as it has all of these. */
  String pageWith(String path, String... texts) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String page = "";
    while (System.nanoTime() < end) {
      page = get(path).body();
      if (Stream.of(texts).allMatch(page::contains)) {
        return page;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("not there in " + PATIENCE + ":\n" + page);
  }

  HttpResponse<String> post(String path, String form) throws Exception {
    return post(path, form, own);
  }

  /**
   * @param origin of the page that the form is on; none if null
   */
  HttpResponse<String> post(String path, String form, @Nullable String origin) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form));
    return client.send(
        (origin == null ? request : request.header("Origin", origin)).build(),
        BodyHandlers.ofString());
  }

  /**
   * @param form its name, and its value: text or a file's bytes
   * @param headers names and values, more than those of any form
   */
  HttpResponse<String> postParts(String path, Map<String, Object> form, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", Multipart.TYPE)
            .header("Accept", "text/html")
            .header("Origin", own)
            .POST(BodyPublishers.ofByteArray(Multipart.body(form)));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  /** What comes live, line by line. */
  BlockingQueue<String> follow(String topics) throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    var unused = follow(topics, lines);
    return lines;
  }

  /**
   * The same, into a queue.
   *
   * @return ends when the stream does
   */
  Thread follow(String topics, BlockingQueue<String> lines) throws Exception {
    HttpResponse<Stream<String>> answer =
        client.send(request("/dashboard/live?show=" + topics).build(), BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new AssertionError("no stream: " + answer.statusCode());
    }
    return Thread.ofVirtual().start(() -> answer.body().forEach(lines::add));
  }

  /** The first of these lines that has this. */
  static String lineWith(String wanted, BlockingQueue<String> lines) throws InterruptedException {
    String line;
    do {
      line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } while (line != null && !line.contains(wanted));
    if (line == null) {
      throw new AssertionError("no line with " + wanted);
    }
    return line;
  }

  static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(own + path)).timeout(PATIENCE);
  }
}
