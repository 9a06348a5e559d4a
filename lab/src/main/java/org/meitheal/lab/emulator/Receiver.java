package org.meitheal.lab.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A port at which a node is reached over its links. The sender is known by its address. */
final class Receiver implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 4096;
  private static final String OUTSIDE = "outside";

  private final String name;
  private final InetSocketAddress target;
  private final LinkTable links;
  private final ServerSocketChannel listener;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Receiver(
      String name, InetSocketAddress target, LinkTable links, ServerSocketChannel listener) {
    this.name = name;
    this.target = target;
    this.links = links;
    this.listener = listener;
  }

  static Receiver open(
      String name, InetSocketAddress listen, InetSocketAddress target, LinkTable links)
      throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      listener.bind(listen, 1024);
    } catch (IOException taken) {
      listener.close();
      throw taken;
    }
    Receiver receiver = new Receiver(name, target, links, listener);
    Thread.ofVirtual().name("receiver-" + name).start(receiver::acceptAll);
    return receiver;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  private void acceptAll() {
    while (!closed) {
      try {
        room.acquire();
        accept(listener.accept());
      } catch (IOException oneLost) {
        room.release();
      } catch (InterruptedException stopping) {
        return;
      }
    }
  }

  private void accept(SocketChannel sender) throws IOException {
    InetSocketAddress from = (InetSocketAddress) sender.getRemoteAddress();
    @Nullable String known = links.sender(from.getAddress());
    String fromName = known == null ? OUTSIDE : known;
    Connection connection =
        new Connection(sender, target, links.link(fromName, name), links.link(name, fromName));
    connections.add(connection);
    Thread.ofVirtual().name("connection-" + fromName + "-" + name).start(() -> carry(connection));
  }

  private void carry(Connection connection) {
    try {
      connection.run();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
      room.release();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    connections.forEach(Connection::close);
  }
}
