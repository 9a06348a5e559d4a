package org.meitheal.protocol.lab;

/**
 * What a shared medium is to be like.
 *
 * @param bandwidth such as {@code 20Mb/s}, {@code 1Gb/s} or {@code unlimited}
 */
public record MediumOrder(String name, String bandwidth) {}
