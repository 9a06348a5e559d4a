package org.meitheal.protocol.lab;

/**
 * Where the lab that runs is reached on the loopback address, and the token that proves the right
 * to look at it and to change it: the content of the control file.
 */
public record LabAddress(int port, String token) {
  @Override
  public String toString() {
    return "port " + port;
  }
}
