package org.meitheal.registry.fleet;

import java.math.BigInteger;
import java.net.InetAddress;

/** A CIDR block. */
record Network(InetAddress base, int prefix) {
  static Network parse(String cidr) {
    int slash = cidr.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a CIDR block: '" + cidr + "'");
    }
    InetAddress base = InetAddress.ofLiteral(cidr.substring(0, slash));
    int prefix = Integer.parseInt(cidr.substring(slash + 1));
    if (prefix < 0 || prefix > bits(base)) {
      throw new IllegalArgumentException("not a CIDR block: '" + cidr + "'");
    }
    return new Network(base, prefix);
  }

  boolean contains(InetAddress address) {
    return bits(address) == bits(base) && head(address).equals(head(base));
  }

  private BigInteger head(InetAddress address) {
    return new BigInteger(1, address.getAddress()).shiftRight(bits(base) - prefix);
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * 8;
  }
}
