package org.meitheal.lab;

import org.meitheal.lab.command.CommandLineOfLab;

/** Starts the command line. */
public final class Lab {
  private Lab() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineOfLab.run(arguments));
  }
}
