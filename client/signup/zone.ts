// The time zone of the course that a page is about.
import { createContext, useContext } from 'react';

export const CourseZone = createContext('UTC');

export const useCourseZone = (): string => useContext(CourseZone);
