package org.meitheal.lab.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkEmulatorTests {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket server;
  private LinkEmulator emulator;
  private InetSocketAddress reached;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, address("127.0.1.9"));
  }

  @AfterEach
  void stop() throws IOException {
    emulator.close();
    server.close();
    threads.shutdownNow();
  }

  @Test
  void everyByteArrivesInOrderBothWays() throws Exception {
    emulate(new Conditions(millis(4), millis(3), Bandwidth.ofMegabitsPerSecond(400), 0, false));
    serve(LinkEmulatorTests::echo);
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    try (Socket client = connect("127.0.1.1")) {
      Future<?> sending = send(client, content);
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(content);
      sending.get();
    }
  }

  @Test
  void manyConnectionsAtOnceKeepTheirBytesApart() throws Exception {
    emulate(Conditions.ofRoundTrip(millis(10)));
    serve(LinkEmulatorTests::echo);
    List<Callable<Boolean>> clients =
        java.util.stream.IntStream.range(0, 100).mapToObj(this::client).toList();
    for (Future<Boolean> client : threads.invokeAll(clients)) {
      assertThat(client.get()).isTrue();
    }
  }

  private Callable<Boolean> client(int seed) {
    return () -> {
      byte[] content = new byte[20_000];
      new Random(seed).nextBytes(content);
      try (Socket client = connect("127.0.1.1")) {
        send(client, content).get();
        return java.util.Arrays.equals(client.getInputStream().readAllBytes(), content);
      }
    };
  }

  @Test
  void anAnswerTakesARoundTripAndTheFirstOneAnotherForTheSetUp() throws Exception {
    emulate(Conditions.ofRoundTrip(millis(40)));
    serve(LinkEmulatorTests::echo);
    long start = System.nanoTime();
    try (Socket client = connect("127.0.1.1")) {
      pingPong(client);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(millis(80).toNanos());
      start = System.nanoTime();
      pingPong(client);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(millis(40).toNanos());
    }
  }

  @Test
  void aSenderFromOutsideIsNotDelayed() throws Exception {
    emulate(new Conditions(Duration.ofHours(1), Duration.ZERO, Bandwidth.UNLIMITED, 0, false));
    serve(LinkEmulatorTests::echo);
    try (Socket client = connect("127.0.0.1")) {
      pingPong(client);
    }
  }

  @Test
  void bandwidthBoundsHowFastBytesArrive() throws Exception {
    emulate(
        new Conditions(Duration.ZERO, Duration.ZERO, Bandwidth.ofMegabitsPerSecond(80), 0, false));
    serve(LinkEmulatorTests::swallow);
    long start = System.nanoTime();
    try (Socket client = connect("127.0.1.1")) {
      send(client, new byte[1_000_000]).get();
      assertThat(client.getInputStream().read()).isEqualTo('.');
    }
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(millis(100).toNanos());
  }

  @Test
  void aCutLinkHoldsEverythingBackUntilItIsHealed() throws Exception {
    emulate(Conditions.IDEAL);
    serve(LinkEmulatorTests::echo);
    try (Socket client = connect("127.0.1.1")) {
      pingPong(client);
      change(new ConditionsChange(null, null, null, null, true));
      client.getOutputStream().write('a');
      client.setSoTimeout(100);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      change(new ConditionsChange(null, null, null, null, false));
      client.setSoTimeout(0);
      assertThat(client.getInputStream().read()).isEqualTo('a');
    }
  }

  @Test
  void aReceiverThatDiesResetsItsConnections() throws Exception {
    emulate(Conditions.ofRoundTrip(millis(5)));
    serve(socket -> {
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
    });
    try (Socket client = connect("127.0.1.1")) {
      client.getOutputStream().write('a');
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aReceiverThatIsNotThereRefuses() throws Exception {
    emulate(Conditions.ofRoundTrip(millis(5)));
    server.close();
    try (Socket client = connect("127.0.1.1")) {
      assertThatThrownBy(
              () -> {
                client.getOutputStream().write('a');
                if (client.getInputStream().read() < 0) {
                  throw new IOException("closed");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aSlowReceiverHoldsItsSenderBack() throws Exception {
    emulate(Conditions.IDEAL);
    java.util.concurrent.CountDownLatch release = new java.util.concurrent.CountDownLatch(1);
    serve(socket -> {
      release.await();
      swallow(socket);
    });
    try (Socket client = connect("127.0.1.1")) {
      Future<?> sending = send(client, new byte[64 << 20]);
      assertThatThrownBy(() -> sending.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      release.countDown();
      assertThat(client.getInputStream().read()).isEqualTo('.');
    }
  }

  private void emulate(Conditions conditions) throws IOException {
    LinkTable links =
        new LinkTable(
            List.of(
                new Node("a", address("127.0.1.1"), List.of()),
                new Node("b", address("127.0.1.9"), List.of())),
            List.of(),
            (from, to) -> conditions,
            new Random(7));
    emulator = new LinkEmulator(links);
    reached =
        emulator.open(
            "b",
            new InetSocketAddress(address("127.0.1.9"), 0),
            (InetSocketAddress) server.getLocalSocketAddress());
  }

  private void change(ConditionsChange change) {
    emulator.links().change("a", "b", false, change);
  }

  private Socket connect(String from) throws IOException {
    return new Socket(reached.getAddress(), reached.getPort(), address(from), 0);
  }

  private Future<?> send(Socket socket, byte[] content) {
    return threads.submit(() -> {
      socket.getOutputStream().write(content);
      socket.shutdownOutput();
      return null;
    });
  }

  private static void pingPong(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
  }

  private interface Service {
    void serve(Socket socket) throws Exception;
  }

  private void serve(Service service) {
    threads.submit(() -> {
      while (true) {
        Socket socket = server.accept();
        threads.submit(() -> {
          try (socket) {
            service.serve(socket);
          }
          return null;
        });
      }
    });
  }

  private static void echo(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    in.transferTo(out);
    socket.shutdownOutput();
  }

  private static void swallow(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
    socket.getOutputStream().write('.');
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }
}
