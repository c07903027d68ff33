package org.maillage.network;

import java.util.List;

/**
 * A map of departments around those that the network serves, in the unit of the outlines.
 *
 * @param shapes departments of the network
 * @param around their neighbours, drawn as background
 */
public record NetworkMap(int left, int top, int width, int height, List<Shape> shapes, List<Shape> around) {

    /** A department's outline, and the point at which its name is written. */
    public record Shape(Department department, String path, int middleX, int middleY) {}

    public String viewBox() {
        return left + " " + top + " " + width + " " + height;
    }

    /** Whether there is anything to draw: the outlines are those of metropolitan France. */
    public boolean drawn() {
        return !shapes.isEmpty();
    }
}
