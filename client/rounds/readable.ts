// How large type must be on a projector to be read from the last row.

/** The picture of a projector is as high as a sixth of the room's depth, by the rule of those who build lecture halls. */
const depthPerHeight = 6;
/** Capitals of ten minutes of arc are twice as high as what normal eyesight can just make out. */
const minutesOfArc = 10;
/** The height of capitals in the typefaces of the app, in em. */
const capHeight = 0.72;

/**
 * The smallest type in pixels on a picture of so many pixels' height that is read from the last row, however deep the room is: 27 on 1920
 * by 1080. In a room of 10 m with a picture 1.67 m high its capitals are 30 mm high.
 */
export const smallestReadable = (pictureHeight: number): number => {
  const share = depthPerHeight * Math.tan(((minutesOfArc / 60) * Math.PI) / 180);
  return Math.ceil((pictureHeight * share) / capHeight);
};
