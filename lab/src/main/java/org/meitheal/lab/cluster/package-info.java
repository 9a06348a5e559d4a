/**
 * Which machines and services make up the lab, how they are configured, and when they are ready.
 */
@NullMarked
package org.meitheal.lab.cluster;

import org.jspecify.annotations.NullMarked;
