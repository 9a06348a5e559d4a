package org.meitheal.lab.control;

/** Where the lab that runs is reached, and the token that proves the right to read its state. */
record ControlAddress(int port, String token) {}
