import ClassicalDenoisingChapter
import DenoiserTrainingChapter
import ForwardProcessChapter
import NoisingProcessChapter
import Notebook
import OutOfDistributionChapter
import PureNoiseChapter
import UNetArchitectureChapter

/// All chapters in reading order.
let chapters = [
  AnyChapter(ForwardProcess()),  // A1.1
  AnyChapter(ClassicalDenoising()),  // A1.2
  AnyChapter(UNetArchitecture()),  // B1.1
  AnyChapter(NoisingProcess()),  // B1.2
  AnyChapter(DenoiserTraining()),  // B1.2.1
  AnyChapter(OutOfDistribution()),  // B1.2.2
  AnyChapter(PureNoise()),  // B1.2.3
]
