/** How another command reaches the lab that runs. */
@NullMarked
package org.meitheal.lab.control;

import org.jspecify.annotations.NullMarked;
