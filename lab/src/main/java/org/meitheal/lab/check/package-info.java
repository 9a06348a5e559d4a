/** Promises that the whole cluster has to keep, each as a program that says whether it does. */
@NullMarked
package org.meitheal.lab.check;

import org.jspecify.annotations.NullMarked;
