// After all tests: ends the database engine and removes what it stored.
import { stopEngine } from './engine-setup.ts';

export default stopEngine;
