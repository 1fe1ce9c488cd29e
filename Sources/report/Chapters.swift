import BetterFlowChapter
import ClassConditioningChapter
import ClassTrainingChapter
import ClassicalDenoisingChapter
import ClassifierFreeGuidanceChapter
import DenoiserTrainingChapter
import FlowSamplingChapter
import FlowTrainingChapter
import ForwardProcessChapter
import FurtherViewsChapter
import GuidedSamplingChapter
import HybridImagesChapter
import ImageToImageChapter
import InpaintingChapter
import IterativeDenoisingChapter
import NoisingProcessChapter
import Notebook
import OneStepDenoisingChapter
import OutOfDistributionChapter
import PromptsAndStepsChapter
import PureNoiseChapter
import SamplingFromNoiseChapter
import TextConditionalEditingChapter
import UNetArchitectureChapter
import TimeConditioningChapter
import VisualAnagramsChapter

/// All chapters in reading order.
let chapters = [
  AnyChapter(PromptsAndSteps()),  // A0
  AnyChapter(ForwardProcess()),  // A1.1
  AnyChapter(ClassicalDenoising()),  // A1.2
  AnyChapter(OneStepDenoising()),  // A1.3
  AnyChapter(IterativeDenoising()),  // A1.4
  AnyChapter(SamplingFromNoise()),  // A1.5
  AnyChapter(ClassifierFreeGuidance()),  // A1.6
  AnyChapter(ImageToImage()),  // A1.7
  AnyChapter(Inpainting()),  // A1.7.2
  AnyChapter(TextConditionalEditing()),  // A1.7.3
  AnyChapter(VisualAnagrams()),  // A1.8
  AnyChapter(HybridImages()),  // A1.9
  AnyChapter(FurtherViews()),  // A2
  AnyChapter(UNetArchitecture()),  // B1.1
  AnyChapter(NoisingProcess()),  // B1.2
  AnyChapter(DenoiserTraining()),  // B1.2.1
  AnyChapter(OutOfDistribution()),  // B1.2.2
  AnyChapter(PureNoise()),  // B1.2.3
  AnyChapter(TimeConditioning()),  // B2.1
  AnyChapter(FlowTraining()),  // B2.2
  AnyChapter(FlowSampling()),  // B2.3
  AnyChapter(ClassConditioning()),  // B2.4
  AnyChapter(ClassTraining()),  // B2.5
  AnyChapter(GuidedSampling()),  // B2.6
  AnyChapter(BetterFlow()),  // B3
]
